package io.karst.calcite.ast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The rows of JSON_TABLE, or of a NESTED PATH in it. As text it is an argument of the functions
 * that compute it.
 *
 * @param path what a row is made of
 * @param width columns of the whole table
 * @param failing whether errors of paths of rows are errors
 */
public record JsonRows(
    String path, int width, boolean failing, List<JsonColumn> columns, List<JsonRows> nested) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The text of rows or of a column. */
  public static String text(Record plan) {
    try {
      return MAPPER.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #text} wrote. */
  public static <T extends Record> T read(Class<T> type, String text) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
