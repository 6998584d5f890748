package io.warpctl.cli.tree;

/** How something is, at a glance. */
public enum Mark {
    /** As it should be. */
    GOOD("✔", 32),
    /** On its way. */
    PROGRESSING("◌", 36),
    /** Waits for something else. */
    WAITING("◷", 36),
    /** Held on purpose. */
    PAUSED("॥", 33),
    /** Works, but not as it should. */
    WARNING("⚠", 33),
    /** Does not work. */
    BAD("✖", 31),
    /** Neither good nor bad. */
    NEUTRAL("•", 90),
    /** Nothing is known. */
    UNKNOWN("?", 90);

    private final String glyph;
    private final int colour;

    Mark(String glyph, int colour) {
        this.glyph = glyph;
        this.colour = colour;
    }

    /** The mark as one character. */
    public String glyph() {
        return glyph;
    }

    /** Number of its foreground colour on a terminal. */
    int colour() {
        return colour;
    }
}
