package io.karst.storage.check;

/**
 * Something stored that contradicts something else.
 *
 * @param kind {@code row}, {@code index}, {@code edge}, {@code attachment}, {@code routing}, {@code
 *     counter}, {@code ordinal}, {@code change log} or {@code check}
 * @param name the table, index or space concerned
 * @param problem what is wrong, with the keys concerned
 */
public record Problem(String kind, String name, String problem) {}
