package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.auth.User;
import java.util.Optional;

/** Types that are asked, not stored: the answer to a created object is the object with a status. */
@FunctionalInterface
public interface Reviews {

    /**
     * Answers a review.
     *
     * @param plural the type
     * @param object what was posted; may be changed
     * @return the answer; empty if {@code plural} is no such type
     */
    Optional<ObjectNode> review(String group, String plural, User user, ObjectNode object);
}
