package io.warpctl.load;

/** Who answered, in its own words: the fields of the body. Fields the body did not have are empty. */
public record Backend(
        String service, String block, String host, String container, String version, String configVersion) {}
