package io.warpctl.apiserver.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * An amount as Kubernetes writes it: {@code 1}, {@code 500m}, {@code 2Gi}, {@code 1e3}.
 *
 * <p>Source of the form: {@code k8s.io/apimachinery/pkg/api/resource/quantity.go}.
 *
 * @param value without trailing zeros, so that equal amounts are equal
 */
record CelQuantity(BigDecimal value) implements Comparable<CelQuantity> {
    private static final Pattern FORM =
            Pattern.compile("^([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\\d{1,3}))?$");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final Map<String, Integer> BINARY =
            Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
    private static final int SMALLEST = 9;

    CelQuantity {
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static boolean isQuantity(String text) {
        return FORM.matches(text);
    }

    /** @throws IllegalArgumentException with Kubernetes' text */
    static CelQuantity of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "quantities must match the regular expression" + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (matcher.group(3) != null) {
            number = number.scaleByPowerOfTen(Integer.parseInt(matcher.group(3)));
        } else if (matcher.group(2) != null) {
            Integer power = DECIMAL.get(matcher.group(2));
            number = power != null
                    ? number.scaleByPowerOfTen(power)
                    : number.multiply(BigDecimal.valueOf(2).pow(BINARY.get(matcher.group(2))));
        }
        // Nothing is smaller than a billionth: what is, is rounded up.
        return new CelQuantity(number.scale() > SMALLEST ? number.setScale(SMALLEST, RoundingMode.UP) : number);
    }

    boolean isInteger() {
        return value.scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    long asInteger() {
        if (!isInteger()) {
            throw new IllegalArgumentException("cannot convert value to integer");
        }
        return value.longValueExact();
    }

    CelQuantity plus(CelQuantity other) {
        return new CelQuantity(value.add(other.value));
    }

    CelQuantity minus(CelQuantity other) {
        return new CelQuantity(value.subtract(other.value));
    }

    static CelQuantity of(long whole) {
        return new CelQuantity(BigDecimal.valueOf(whole));
    }

    @Override
    public int compareTo(CelQuantity other) {
        return value.compareTo(other.value);
    }
}
