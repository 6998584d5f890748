package io.warpctl.apiserver.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.http.Reviews;
import io.warpctl.apiserver.object.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers whose a token is; all other reviews are passed on. */
public final class TokenReviews implements Reviews {

    private final Authenticator authenticator;
    private final Reviews others;

    public TokenReviews(Authenticator authenticator, Reviews others) {
        this.authenticator = authenticator;
        this.others = others;
    }

    @Override
    public Optional<ObjectNode> review(String group, String plural, User user, ObjectNode object) {
        return plural.equals("tokenreviews") ? Optional.of(token(object)) : others.review(group, plural, user, object);
    }

    private ObjectNode token(ObjectNode object) {
        String token = object.path("spec").path("token").asText("");
        if (token.isEmpty()) {
            throw ApiError.badRequest("token is required for TokenReview in authentication");
        }
        List<String> asked = new ArrayList<>();
        object.path("spec").path("audiences").forEach(each -> asked.add(each.asText()));
        ObjectNode status = object.putObject("status");
        Optional<User> found = Optional.empty();
        List<String> good = new ArrayList<>();
        for (String audience : asked.isEmpty() ? List.of(TokenAuthenticator.API) : asked) {
            Optional<User> known = authenticator.token(token, audience);
            if (known.isPresent()) {
                found = known;
                good.add(audience);
            }
        }
        if (found.isEmpty()) {
            status.putObject("user");
            status.put("error", "invalid bearer token");
            return object;
        }
        status.put("authenticated", true);
        describe(found.get(), status.putObject("user"));
        good.forEach(status.putArray("audiences")::add);
        return object;
    }

    private static void describe(User user, ObjectNode node) {
        node.put("username", user.name());
        if (!user.uid().isEmpty()) {
            node.put("uid", user.uid());
        }
        user.groups().forEach(node.putArray("groups")::add);
        if (!user.extra().isEmpty()) {
            ObjectNode extra = node.putObject("extra");
            user.extra().forEach((name, values) -> {
                ArrayNode array = extra.putArray(name);
                values.forEach(array::add);
            });
        }
    }
}
