package io.warpctl.crds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the comments of our types from their source, so that {@code kubectl explain} says what the Javadoc says. */
final class Javadocs {
    private static final Path SOURCES = Path.of("src/main/java");

    private Javadocs() {}

    /** What is said of the type itself. */
    static String ofType(Class<?> type) {
        return plain(comment(type).split("@param")[0]);
    }

    /** What is said of each component of a record. */
    static Map<String, String> ofComponents(Class<?> record) {
        Map<String, String> texts = new TreeMap<>();
        String[] parts = comment(record).split("@param");
        for (int i = 1; i < parts.length; i++) {
            String[] nameAndText = parts[i].strip().split("\\s+", 2);
            texts.put(nameAndText[0], plain(nameAndText[1]));
        }
        return texts;
    }

    private static String comment(Class<?> type) {
        Class<?> outer = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        String source = read(SOURCES.resolve(outer.getName().replace('.', '/') + ".java"));
        String keyword = type.isRecord() ? "record " : "class ";
        int declaration = source.indexOf(keyword + type.getSimpleName());
        int start = source.lastIndexOf("/**", declaration);
        return source.substring(start + 3, source.indexOf("*/", start));
    }

    private static String plain(String text) {
        String oneLine = text.replaceAll("\\s*\\n\\s*\\*?[ \\t]*", " ").strip();
        String noTags =
                oneLine.replaceAll("\\{@code ((?:[^{}]|\\{\\})*)}", "$1").replaceAll("[;,] see \\{@link [^}]*}", "");
        String sentence = noTags.endsWith(".") ? noTags : noTags + ".";
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
