package io.warpctl.core.route;

/**
 * Position of a route table in the order of tables: plan generation first, then sequence within it.
 *
 * @param generation generation of the plan the table follows
 * @param sequence counts the tables of that generation
 */
public record TableNumber(long generation, long sequence) implements Comparable<TableNumber> {
    /** Lower than every published table. */
    public static final TableNumber NONE = new TableNumber(0, 0);

    @Override
    public int compareTo(TableNumber other) {
        int byGeneration = Long.compare(generation, other.generation);
        return byGeneration != 0 ? byGeneration : Long.compare(sequence, other.sequence);
    }

    /** The next number for a table of the given plan generation; never lower than this one. */
    public TableNumber next(long planGeneration) {
        return planGeneration > generation
                ? new TableNumber(planGeneration, 1)
                : new TableNumber(generation, sequence + 1);
    }

    @Override
    public String toString() {
        return generation + "." + sequence;
    }
}
