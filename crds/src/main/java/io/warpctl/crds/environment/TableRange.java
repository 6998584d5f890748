package io.warpctl.crds.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Numbers of kernel routing tables.
 *
 * @param from the first
 * @param to the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.from <= self.to", message = "from must not be greater than to")
@ValidationRule(
        value = "self.to < 253 || self.from > 255",
        message = "the tables 253 to 255 are the kernel's: choose a range below or above")
public record TableRange(
        @Default("1000") @Min(1) @Max(2147483647) Integer from,
        @Default("1999") @Min(1) @Max(2147483647) Integer to) {
    /** What the schema fills in. */
    public static final TableRange DEFAULT = new TableRange(null, null);

    public TableRange {
        from = from == null ? 1000 : from;
        to = to == null ? 1999 : to;
    }
}
