package io.warpctl.apiserver.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens from a file in Kubernetes' format: {@code token,user,uid,"group1,group2"} a line. Only their digests are kept. */
public final class StaticTokens implements TokenAuthenticator {

    private final Map<String, User> users = new HashMap<>();

    private StaticTokens() {}

    /** Reads the file. @throws IllegalArgumentException with the line's number if a line is not of the form */
    public static StaticTokens read(Path file) {
        StaticTokens tokens = new StaticTokens();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    tokens.add(line, file + " line " + number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the token file " + file + " cannot be read", e);
        }
        return tokens;
    }

    private void add(String line, String place) {
        List<String> columns = columns(line);
        if (columns.size() < 3 || columns.get(0).isBlank() || columns.get(1).isBlank()) {
            throw new IllegalArgumentException(place + ": expected token,user,uid and optionally groups in quotes");
        }
        List<String> groups = columns.size() > 3 && !columns.get(3).isBlank()
                ? List.of(columns.get(3).split("\\s*,\\s*"))
                : List.of();
        users.put(digest(columns.get(0)), new User(columns.get(1), columns.get(2), groups, Map.of()));
    }

    private static List<String> columns(String line) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                columns.add(column.toString().strip());
                column.setLength(0);
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString().strip());
        return columns;
    }

    @Override
    public Optional<User> authenticate(String token) {
        return Optional.ofNullable(users.get(digest(token)));
    }

    /** Looking a digest up takes no telling time over how much of a token is right. */
    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
