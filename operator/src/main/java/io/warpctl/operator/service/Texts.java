package io.warpctl.operator.service;

/** Empty texts have no place in a status. */
final class Texts {
    private Texts() {}

    static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
