package io.warpctl.apiserver.object;

/**
 * A column of a table.
 *
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param format OpenAPI format, for example {@code name}; may be empty
 * @param priority 0 is always shown, greater ones only in wide output
 * @param cell reads the cell from an object
 */
public record Column(String name, String type, String format, String description, int priority, CellReader cell) {}
