package io.karst.sql.query;

/**
 * The full name of a table, view, index or sequence.
 *
 * @param schema the collection
 * @param name its name there
 */
public record ObjectName(String schema, String name) {
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
