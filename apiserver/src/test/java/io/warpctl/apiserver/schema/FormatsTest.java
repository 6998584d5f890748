package io.warpctl.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date | 2026-02-28 | 2026-02-30",
                "date-time | 2026-01-02T03:04:05Z | 2026-01-02",
                "date-time | 2026-01-02t03:04:05.678+01:00 | yesterday",
                "duration | 1h30m | 1 fortnight",
                "duration | 3 days | x",
                "email | a.b@example.com | nope",
                "hostname | a.example.com | -a",
                "ipv4 | 1.2.3.4 | 1.2.3",
                "ipv4 | 255.255.255.255 | 1.2.3.256",
                "ipv4 | 0.0.0.0 | 01.2.3.4",
                "ipv6 | ::1 | 1.2.3.4",
                "ipv6 | fe80::1:2 | fe80:::1",
                "ipv6 | 1:2:3:4:5:6:7:8 | 1:2:3:4:5:6:7",
                "ipv6 | ::ffff:1.2.3.4 | ::ffff:1.2.3",
                "cidr | 10.0.0.0/8 | 10.0.0.0/33",
                "cidr | fd00::/64 | fd00::",
                "mac | 01:23:45:67:89:ab | 01:23:45",
                "uri | https://example.com/a?b#c | not a uri",
                "uuid | 123e4567-e89b-12d3-a456-426614174000 | 123e4567",
                "uuid4 | 123e4567-e89b-42d3-a456-426614174000 | 123e4567-e89b-12d3-a456-426614174000",
                "hexcolor | #a1B2c3 | #ggg",
                "rgbcolor | 'rgb(1, 20, 255)' | 'rgb(1, 20, 256)'",
                "byte | YWI= | a!",
                "isbn | 0-306-40615-2 | 0-306-40615-3",
                "isbn13 | 978-3-16-148410-0 | 978-3-16-148410-1",
                "creditcard | 4111 1111 1111 1111 | 4111 1111 1111 1112",
                "ssn | 111-22-3333 | 111-22",
                "bsonobjectid | 507f1f77bcf86cd799439011 | 507f1f77"
            })
    void tellsWhatFitsFromWhatDoesNot(String format, String fitting, String other) {
        assertThat(Formats.matches(format, fitting)).isTrue();
        assertThat(Formats.matches(format, other)).isFalse();
    }

    @Test
    void unknownFormatsHoldForEverything() {
        assertThat(Formats.matches("made-up", "anything")).isTrue();
        assertThat(Formats.matches("password", "secret")).isTrue();
    }
}
