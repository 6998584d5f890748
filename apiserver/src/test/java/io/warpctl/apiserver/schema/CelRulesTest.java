package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelRulesTest {
    private static final String FIELDS = "n: {type: integer}, s: {type: string}, f: {type: number}, l: {type: array,"
            + " items: {type: string}}, nums: {type: array, items: {type: integer}}, m: {type: object,"
            + " additionalProperties: {type: integer}}, o: {type: object, properties: {p: {type: string}}}, when: {type:"
            + " string, format: date-time}, span: {type: string, format: duration}, data: {type: string, format: byte},"
            + " port: {x-kubernetes-int-or-string: true}, a-b.c: {type: string}, namespace: {type: string}, free: {type:"
            + " object, x-kubernetes-preserve-unknown-fields: true}";

    private static CustomType withRule(String rule, String more) {
        ObjectNode spec = Json.object("{type: object, properties: {" + FIELDS + "}}");
        ObjectNode source = Json.object("{" + more + "}");
        source.put("rule", rule);
        spec.putArray("x-kubernetes-validations").add(source);
        return CustomTypeTest.type(spec.toString());
    }

    private static List<String> check(CustomType type, String fresh, Optional<String> old) {
        return type.validate(CustomTypeTest.object(fresh), old.map(CustomTypeTest::object)).stream()
                .map(Cause::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "self.n > 1 | {n: 2} | {n: 1}",
                "self.n > 1.5 | {n: 2} | {n: 1}",
                "self.f == 2.0 | {f: 2} | {f: 2.5}",
                "has(self.s) | {s: x} | {}",
                "self.l.exists(x, x == 'a') | {l: [b, a]} | {l: [b]}",
                "self.m.all(k, self.m[k] > 0) | {m: {a: 1}} | {m: {a: 0}}",
                "'a' in self.m | {m: {a: 1}} | {m: {}}",
                "self.o.p == 'x' || self.o.p.size() > 9 | {o: {p: x}} | {o: {p: y}}",
                "self.a__dash__b__dot__c == 'x' | {a-b.c: x} | {a-b.c: y}",
                "self.__namespace__ == 'x' | {namespace: x} | {namespace: y}",
                "self.when > timestamp('2026-01-01T00:00:00Z') | {when: '2026-01-02T00:00:00Z'}"
                        + " | {when: '2025-01-01T00:00:00Z'}",
                "self.span > duration('1m') | {span: 1h} | {span: 3s}",
                "self.data == b'ab' | {data: YWI=} | {data: YWM=}",
                "type(self.port) == int ? self.port > 0 : self.port.endsWith('%') | {port: 10%} | {port: 0}",
                "self.s.find('[0-9]+') == '12' | {s: ab12c} | {s: ab}",
                "self.s.findAll('[a-z]', 2) == ['a', 'b'] | {s: abc} | {s: a}",
                "self.l.isSorted() && self.nums.sum() == 6 | {l: [a, b], nums: [1, 2, 3]} | {l: [b, a], nums: [1, 2, 3]}",
                "self.nums.min() == 1 && self.nums.max() == 3 | {nums: [3, 1]} | {nums: [3, 2]}",
                "self.l.indexOf('b') == 1 && self.l.lastIndexOf('b') == 2 | {l: [a, b, b]} | {l: [b]}",
                "isURL(self.s) | {s: 'https://example.com'} | {s: '::'}",
                "isIP(self.s) || isCIDR(self.s) | {s: 10.0.0.0/8} | {s: x}",
                "self.s.lowerAscii() == 'ab' | {s: AB} | {s: x}",
                "sets.contains(self.l, ['a']) | {l: [b, a]} | {l: [b]}",
                "'%s-%d'.format([self.s, self.n]) == 'a-3' | {s: a, n: 3} | {s: a, n: 4}",
                "self.?o.?p.orValue('none') == 'none' | {} | {o: {p: x}}",
                "self.m.all(k, v, v > 0) | {m: {a: 1}} | {m: {a: 0}}"
            })
    void aRuleHoldsOrDoesNot(String rule, String holding, String other) {
        CustomType type = withRule(rule, "message: refused");
        assertThat(check(type, holding, Optional.empty())).isEmpty();
        assertThat(check(type, other, Optional.empty())).containsExactly("spec: Invalid value: refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "nothing | spec: Invalid value: failed rule: self.n > 1",
                "message: too small | spec: Invalid value: too small",
                "messageExpression: \"'n is ' + string(self.n)\" | spec: Invalid value: n is 1",
                "message: fixed, messageExpression: 'self.l[7]' | spec: Invalid value: fixed",
                "message: m, fieldPath: .n | spec.n: Invalid value: m",
                "message: m, fieldPath: .o.p, reason: FieldValueRequired | spec.o.p: Required value: m",
                "message: m, reason: FieldValueForbidden | spec: Forbidden: m"
            })
    void aViolationIsToldAsTheRuleSays(String more, String expected) {
        CustomType type = withRule("self.n > 1", more.equals("nothing") ? "" : more);
        assertThat(check(type, "{n: 1}", Optional.empty())).containsExactly(expected);
    }

    @Test
    void transitionRulesLookAtTheOldValueAndWaitForOne() {
        CustomType type = withRule("self.n >= oldSelf.n", "message: shrinks");
        assertThat(check(type, "{n: 1}", Optional.empty())).isEmpty();
        assertThat(check(type, "{n: 2}", Optional.of("{n: 1}"))).isEmpty();
        assertThat(check(type, "{n: 1}", Optional.of("{n: 2}"))).containsExactly("spec: Invalid value: shrinks");
    }

    @Test
    void withOptionalOldSelfARuleSeesCreationToo() {
        CustomType type =
                withRule("oldSelf.hasValue() || self.n == 0", "message: starts at zero, optionalOldSelf: true");
        assertThat(check(type, "{n: 1}", Optional.empty())).containsExactly("spec: Invalid value: starts at zero");
        assertThat(check(type, "{n: 0}", Optional.empty())).isEmpty();
        assertThat(check(type, "{n: 1}", Optional.of("{n: 0}"))).isEmpty();
    }

    @Test
    void whatBrokeARuleBeforeAndIsUnchangedIsTolerated() {
        CustomType type = withRule("self.n > 1", "message: small");
        assertThat(check(type, "{n: 1}", Optional.of("{n: 1}"))).isEmpty();
        assertThat(check(type, "{n: 1, s: x}", Optional.of("{n: 1}"))).containsExactly("spec: Invalid value: small");
    }

    @Test
    void itemsOfKeyedListsMeetTheirOldSelves() {
        CustomType type = CustomTypeTest.type(
                "{type: object, properties: {l: {type: array, x-kubernetes-list-type: map,"
                        + " x-kubernetes-list-map-keys: [k], items: {type: object, required: [k], properties: {k: {type: string},"
                        + " v: {type: integer}}, x-kubernetes-validations: [{rule: 'self.v == oldSelf.v', message: fixed}]}}}}");
        assertThat(check(
                        type,
                        "{l: [{k: b, v: 2}, {k: a, v: 1}, {k: c, v: 9}]}",
                        Optional.of("{l: [{k: a, v: 1}, {k: b, v: 2}]}")))
                .isEmpty();
        assertThat(check(type, "{l: [{k: b, v: 3}]}", Optional.of("{l: [{k: a, v: 1}, {k: b, v: 2}]}")))
                .containsExactly("spec.l[0]: Invalid value: fixed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "self.l[5] == 'a' | {l: [a]} | index out of bounds: 5 evaluating rule: m",
                "self.n / 0 == 1 | {n: 1} | division by zero evaluating rule: m",
                "self.n + 9223372036854775807 > 0 | {n: 1} | integer overflow evaluating rule: m",
                "self.s == 'a' | {} | no such key: s evaluating rule: m"
            })
    void aRuleThatCannotBeEvaluatedRefusesAndSaysWhy(String rule, String spec, String expected) {
        assertThat(check(withRule(rule, "message: m"), spec, Optional.empty()))
                .containsExactly("spec: Invalid value: \"object\": " + expected);
    }

    @Test
    void atTheRootNameAndTypeCanBeSeen() {
        ObjectNode crd = (ObjectNode) Json.resource("gadgets-crd.json");
        CustomType gadget = CustomType.compile(crd, "v1");
        ObjectNode object = Json.object("{apiVersion: demo.example.com/v1, kind: Gadget, metadata: {name: x}}");
        assertThat(gadget.validate(object, Optional.empty()))
                .extracting(Cause::text)
                .containsExactly("<nil>: Invalid value: gadget names start with g");
    }

    private static List<String> judged(String schema) {
        ObjectNode root = Json.object("{type: object, properties: {spec: " + schema + "}}");
        return SchemaRules.validate(root, "schema").stream()
                .map(c -> c.field().replaceFirst("^schema.properties\\[spec\\]\\.?", "") + ": " + c.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "{rule: 'true', message: ' '} | message: Invalid value: \" \": must be non-empty if specified",
                "{rule: \"true\\n\"} | none",
                "{rule: \"true ||\\n true\"} | message: Required value: message must be specified if rule contains line"
                        + " breaks",
                "{rule: 'true', messageExpression: ' '} | messageExpression: Required value: messageExpression must"
                        + " be non-empty if specified"
            })
    void textsOfARuleAreChecked(String rule, String expected) {
        List<String> causes = judged("{type: object, x-kubernetes-validations: [" + rule + "]}");
        if (expected.equals("none")) {
            assertThat(causes).isEmpty();
        } else {
            assertThat(causes).contains("x-kubernetes-validations[0]." + expected);
        }
    }

    @Test
    void oldValuesOfUnkeyedItemsCannotBeAskedFor() {
        assertThat(judged("{type: array, maxItems: 5, items: {type: integer, x-kubernetes-validations: [{rule: 'self =="
                        + " oldSelf'}]}}"))
                .containsExactly("items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": oldSelf"
                        + " cannot be used on the uncorrelatable portion of the schema within"
                        + " schema.properties[spec]");
    }

    @Test
    void boundsMakeAQuadraticRuleAffordable() {
        String rule = "x-kubernetes-validations: [{rule: 'self.all(a, self.exists_one(b, b == a))'}]";
        assertThat(judged("{type: array, items: {type: string}, " + rule + "}"))
                .anyMatch(c -> c.contains("exceeds budget by factor of more than 100x"));
        assertThat(judged("{type: array, maxItems: 50, items: {type: string, maxLength: 50}, " + rule + "}"))
                .isEmpty();
    }

    @Test
    void aRuleOverManyPlacesCountsManyTimes() {
        String rule = "x-kubernetes-validations: [{rule: 'self.l.all(x, x > 0)'}]";
        String inner =
                "{type: object, properties: {l: {type: array, maxItems: 1000, items: {type: integer}}}, " + rule + "}";
        assertThat(judged(inner)).isEmpty();
        assertThat(judged("{type: array, items: " + inner + "}"))
                .anyMatch(c -> c.startsWith("items.x-kubernetes-validations[0].rule: Forbidden: estimated rule cost"));
    }

    @Test
    void nullsAreNoBusinessOfRules() {
        CustomType type = CustomTypeTest.type("{type: object, properties: {v: {type: string, nullable: true,"
                + " x-kubernetes-validations: [{rule: 'self.size() > 2'}]}}}");
        assertThat(check(type, "{v: null}", Optional.empty())).isEmpty();
        JsonNode refused = CustomTypeTest.object("{v: a}");
        assertThat(type.validate((ObjectNode) refused, Optional.empty()))
                .extracting(Cause::text)
                .containsExactly("spec.v: Invalid value: \"a\": failed rule: self.size() > 2");
    }
}
