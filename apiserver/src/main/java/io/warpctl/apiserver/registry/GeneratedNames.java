package io.warpctl.apiserver.registry;

import java.util.concurrent.ThreadLocalRandom;

/** Names from {@code generateName}. */
final class GeneratedNames {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX = 5;
    private static final int MAX_LENGTH = 63;

    private GeneratedNames() {}

    static String from(String base) {
        StringBuilder name = new StringBuilder(base);
        name.setLength(Math.min(name.length(), MAX_LENGTH - SUFFIX));
        for (int i = 0; i < SUFFIX; i++) {
            name.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
