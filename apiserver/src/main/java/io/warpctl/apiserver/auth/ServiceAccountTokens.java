package io.warpctl.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of service accounts: signed, for a time, and only while the account they name is there. */
public final class ServiceAccountTokens implements TokenAuthenticator {

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final String ISSUER = TokenAuthenticator.API;
    private static final String CLAIM = "kubernetes.io";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Identity key;
    private final ObjectStore store;
    private final InstantSource clock;

    public ServiceAccountTokens(Identity key, ObjectStore store, InstantSource clock) {
        this.key = key;
        this.store = store;
        this.clock = clock;
    }

    /** A new token for an account. */
    public String issue(String namespace, String name, String uid, List<String> audiences, Duration life) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.object().put("iss", ISSUER).put("sub", subject(namespace, name));
        var array = claims.putArray("aud");
        (audiences.isEmpty() ? List.of(ISSUER) : audiences).forEach(array::add);
        claims.put("iat", now).put("nbf", now).put("exp", now + life.toSeconds());
        ObjectNode kubernetes = claims.putObject(CLAIM).put("namespace", namespace);
        kubernetes.putObject("serviceaccount").put("name", name).put("uid", uid);
        ObjectNode header = Json.object().put("alg", "ES256").put("typ", "JWT");
        String signed = ENCODER.encodeToString(Json.bytes(header)) + "." + ENCODER.encodeToString(Json.bytes(claims));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<User> authenticate(String token) {
        return authenticate(token, ISSUER);
    }

    @Override
    public Optional<User> authenticate(String token, String audience) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key.certificate());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(DECODER.decode(parts[2]))) {
                return Optional.empty();
            }
            return user(BodyReader.json(DECODER.decode(parts[1])).value(), audience);
        } catch (GeneralSecurityException | IllegalArgumentException | MalformedException e) {
            return Optional.empty();
        }
    }

    private Optional<User> user(JsonNode claims, String audience) {
        long now = clock.instant().getEpochSecond();
        String namespace = claims.path(CLAIM).path("namespace").asText();
        JsonNode account = claims.path(CLAIM).path("serviceaccount");
        boolean ours = claims.path("iss").asText().equals(ISSUER)
                && claims.path("exp").asLong() > now
                && claims.path("nbf").asLong() <= now + 60
                && hasAudience(claims.path("aud"), audience);
        if (!ours) {
            return Optional.empty();
        }
        String name = account.path("name").asText();
        Optional<StoredObject> stored = store.get(new StoreKey("serviceaccounts", namespace, name));
        String uid = stored.map(object ->
                        Json.read(object.body()).path("metadata").path("uid").asText())
                .orElse("");
        if (uid.isEmpty() || !uid.equals(account.path("uid").asText())) {
            return Optional.empty();
        }
        return Optional.of(new User(
                subject(namespace, name),
                uid,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace),
                Map.of()));
    }

    private static boolean hasAudience(JsonNode audiences, String wanted) {
        for (JsonNode each : audiences) {
            if (each.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static String subject(String namespace, String name) {
        return "system:serviceaccount:" + namespace + ":" + name;
    }
}
