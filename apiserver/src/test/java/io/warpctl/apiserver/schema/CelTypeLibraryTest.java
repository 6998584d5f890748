package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.object.Cause;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the types Kubernetes adds to CEL; what they yield is that of {@code k8s.io/apiserver/pkg/cel/library}. */
class CelTypeLibraryTest {

    private static CustomType with(String rule) {
        String quoted = "'" + rule.replace("'", "''") + "'";
        return CustomTypeTest.type("{type: object, properties: {a: {type: string, maxLength: 40}},"
                + " x-kubernetes-validations: [{rule: " + quoted + "}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('1500m').isGreaterThan(quantity('1'))",
                "quantity('1Gi') == quantity('1024Mi') && quantity('1k').asInteger() == 1000",
                "quantity('2').add(quantity('500m')).compareTo(quantity('2500m')) == 0 && quantity('3').sub(1).sign() == 1",
                "isQuantity('1.5Ki') && !isQuantity('x') && !quantity('100m').isInteger()",
                "ip('10.0.0.1').family() == 4 && ip('::1').isLoopback() && !isIP('::ffff:1.2.3.4')",
                "ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8:0::1') && ip('8.8.8.8').isGlobalUnicast()",
                "cidr('10.0.0.0/8').containsIP('10.1.2.3') && cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')",
                "cidr('10.1.2.3/16').masked() == cidr('10.1.0.0/16') && cidr('10.0.0.0/8').prefixLength() == 8",
                "cidr('10.1.2.3/16').ip() == ip('10.1.2.3') && !cidr('10.0.0.0/8').containsCIDR('10.0.0.0/7')",
                "url('https://u@h.example:80/p%20q?a=1&a=2').getHost() == 'h.example:80'",
                "url('https://[::1]:80/p%20q?a=1&a=2').getHostname() == '::1' && url('/a').getScheme() == ''",
                "url('https://h/p%20q?a=1&a=2').getQuery()['a'] == ['1', '2'] && isURL('https://h') && !isURL('h')",
                "semver('1.2.3').minor() == 2 && semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))",
                "isSemver('v1.0', true) && !isSemver('v1.0') && semver('v01.2', true).compareTo(semver('1.2.0')) == 0",
                "!format.dns1123Label().validate('abc').hasValue() && format.uuid().validate('x').hasValue()",
                "format.named('dns1123Label').hasValue() && !format.named('odd').hasValue()",
                "format.named('labelValue').value().validate('a b').value().size() == 1"
            })
    void holds(String rule) {
        assertThat(with(rule).validate(CustomTypeTest.object("{a: x}"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatIsNoneIsToldOf() {
        assertThat(with("quantity(self.a).isInteger()").validate(CustomTypeTest.object("{a: x}"), Optional.empty()))
                .extracting(Cause::text)
                .singleElement()
                .asString()
                .startsWith("spec: Invalid value: \"object\": ")
                .contains("quantities must match the regular expression")
                .endsWith(" evaluating rule: quantity(self.a).isInteger()");
    }
}
