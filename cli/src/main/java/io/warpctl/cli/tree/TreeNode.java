package io.warpctl.cli.tree;

import java.util.List;
import java.util.Objects;

/**
 * One line of a tree.
 *
 * @param name its name, with a glyph in front for its kind
 * @param kind what it is
 * @param mark how it is
 * @param status the same in a word; empty for nothing to say
 * @param age how long it has been so; empty when unknown
 * @param info what is worth knowing beyond that, such as what it waits for
 * @param children what belongs to it
 */
public record TreeNode(
        String name, String kind, Mark mark, String status, String age, String info, List<TreeNode> children) {
    public TreeNode {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(info, "info");
        children = List.copyOf(children);
    }
}
