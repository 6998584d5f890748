package io.warpctl.apiserver.codec;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says what is wrong with JSON in the words of Go's scanner, which clients and their users know. Only looked at for bodies
 * that could not be read.
 */
final class JsonSyntax {

    private static final String HEX = "0123456789abcdefABCDEF";

    private final byte[] text;
    private int at;

    private JsonSyntax(byte[] text) {
        this.text = text;
    }

    static String fault(byte[] text) {
        try {
            new JsonSyntax(text).document();
            return "unexpected end of JSON input";
        } catch (Fault fault) {
            return fault.getMessage();
        }
    }

    private static final class Fault extends Exception {
        Fault(String message) {
            super(message, null, false, false);
        }
    }

    private Fault end() {
        return new Fault("unexpected end of JSON input");
    }

    private Fault here(String context) {
        int c = text[at] & 0xff;
        String shown = c == '\'' ? "'\\''" : c == '"' ? "'\"'" : "'" + escape(c) + "'";
        return new Fault("invalid character " + shown + " " + context);
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default ->
                c < ' '
                        ? String.format("\\x%02x", c)
                        : c >= 0x7f && c < 0xa0 ? String.format("\\u%04x", c) : String.valueOf((char) c);
        };
    }

    private int next() throws Fault {
        while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
            at++;
        }
        if (at == text.length) {
            throw end();
        }
        return text[at] & 0xff;
    }

    /** Iterative: the depth of what is checked here has no bound. */
    private void document() throws Fault {
        Deque<Character> open = new ArrayDeque<>();
        boolean value = true;
        boolean first = false;
        while (true) {
            if (value) {
                int c = next();
                if (first && c == ']' && open.peek() == ']') {
                    value = false;
                    continue;
                }
                first = false;
                if (c == '{' || c == '[') {
                    if (open.size() == BodyReader.MAX_DEPTH) {
                        throw here("exceeded max depth");
                    }
                    open.push(c == '{' ? '}' : ']');
                    at++;
                    first = true;
                    if (c == '{') {
                        if (next() == '}') {
                            value = false;
                        } else {
                            key();
                        }
                    }
                    continue;
                }
                scalar(c);
                value = false;
                continue;
            }
            if (open.isEmpty()) {
                while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
                    at++;
                }
                if (at < text.length) {
                    throw here("after top-level value");
                }
                return;
            }
            int c = next();
            char close = open.peek();
            if (c == close) {
                open.pop();
                at++;
            } else if (c == ',') {
                at++;
                if (close == '}') {
                    next();
                    key();
                }
                value = true;
                first = false;
            } else {
                throw here(close == '}' ? "after object key:value pair" : "after array element");
            }
        }
    }

    private void key() throws Fault {
        if (next() != '"') {
            throw here("looking for beginning of object key string");
        }
        string();
        if (next() != ':') {
            throw here("after object key");
        }
        at++;
    }

    private void scalar(int c) throws Fault {
        switch (c) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c != '-' && (c < '0' || c > '9')) {
                    throw here("looking for beginning of value");
                }
                number();
            }
        }
    }

    private void literal(String word) throws Fault {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == text.length) {
                throw end();
            }
            if (text[at] != word.charAt(i)) {
                throw here("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private void string() throws Fault {
        at++;
        while (true) {
            if (at == text.length) {
                throw end();
            }
            int c = text[at] & 0xff;
            if (c == '"') {
                at++;
                return;
            }
            if (c < ' ') {
                throw here("in string literal");
            }
            at++;
            if (c == '\\') {
                escapeSequence();
            }
        }
    }

    private void escapeSequence() throws Fault {
        if (at == text.length) {
            throw end();
        }
        int c = text[at];
        if ("bfnrt\\/\"u".indexOf(c) < 0) {
            throw here("in string escape code");
        }
        at++;
        for (int i = 0; c == 'u' && i < 4; i++, at++) {
            if (at == text.length) {
                throw end();
            }
            if (HEX.indexOf(text[at]) < 0) {
                throw here("in \\u hexadecimal character escape");
            }
        }
    }

    private void number() throws Fault {
        if (text[at] == '-') {
            at++;
            digit("in numeric literal");
        }
        if (text[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length && text[at] == '.') {
            at++;
            digit("after decimal point in numeric literal");
            digits();
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digit("in exponent of numeric literal");
            digits();
        }
    }

    private void digit(String context) throws Fault {
        if (at == text.length) {
            throw end();
        }
        if (text[at] < '0' || text[at] > '9') {
            throw here(context);
        }
    }

    private void digits() {
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
    }
}
