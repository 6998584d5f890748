package io.warpctl.cli.tree;

import java.util.ArrayList;
import java.util.List;

/** Trees as aligned lines of text. */
public final class TreeRenderer {
    private static final List<String> TITLES = List.of("NAME", "KIND", "STATUS", "AGE", "INFO");

    private final boolean colours;

    private TreeRenderer(boolean colours) {
        this.colours = colours;
    }

    /** A renderer for files and pipes. */
    public static TreeRenderer plain() {
        return new TreeRenderer(false);
    }

    /** A renderer for a terminal that shows colours. */
    public static TreeRenderer coloured() {
        return new TreeRenderer(true);
    }

    /** The tree with a line of titles. */
    public List<String> render(TreeNode root) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(TITLES, Mark.NEUTRAL));
        add(rows, root, "", "");
        int[] widths = new int[TITLES.size()];
        for (Row row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.cells().get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static void add(List<Row> rows, TreeNode node, String first, String rest) {
        String status = node.status().isEmpty() ? "" : node.mark().glyph() + " " + node.status();
        rows.add(new Row(List.of(first + node.name(), node.kind(), status, node.age(), node.info()), node.mark()));
        for (int i = 0; i < node.children().size(); i++) {
            boolean last = i == node.children().size() - 1;
            add(rows, node.children().get(i), rest + (last ? "└──" : "├──"), rest + (last ? "   " : "│  "));
        }
    }

    private String line(Row row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.cells().get(column);
            boolean paint = colours && column == 2 && row.mark() != Mark.NEUTRAL && !cell.isEmpty();
            line.append(paint ? "\033[" + row.mark().colour() + "m" + cell + "\033[0m" : cell);
            line.append(" ".repeat(widths[column] - length(cell) + 2));
        }
        return line.toString().stripTrailing();
    }

    /** Columns on a terminal: none of our glyphs is wide. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private record Row(List<String> cells, Mark mark) {}
}
