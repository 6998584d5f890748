package io.warpctl.core.rollout;

import java.util.Objects;

/**
 * A person's wish to try a quarantined release once more. It is obeyed once: the same release may be tried again under another
 * nonce.
 *
 * @param releaseHash hash of the release
 * @param nonce tells two wishes apart, such as the time of the wish
 */
public record Retry(String releaseHash, String nonce) {
    public Retry {
        Objects.requireNonNull(releaseHash, "releaseHash");
        nonce = nonce == null ? "" : nonce;
    }

    /** The form it has in an annotation: {@code <releaseHash>} or {@code <releaseHash>/<nonce>}. */
    public static Retry parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new Retry(text, "") : new Retry(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return nonce.isEmpty() ? releaseHash : releaseHash + "/" + nonce;
    }
}
