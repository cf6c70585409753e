package io.karst.calcite.ast;

import io.karst.storage.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What to take from a JSON value and how: the clauses of JSON_VALUE, JSON_QUERY and JSON_EXISTS and
 * of the columns of JSON_TABLE.
 *
 * @param place of the column in its row, from 0
 * @param name of the column; null for an expression
 * @param path of a column; null if it is an argument
 * @param omitQuotes whether a string that JSON_QUERY finds loses its quotes
 * @param emptyDefault which of the default values stands for nothing found, if one does
 * @param errorDefault which of the default values stands for an error, if one does
 */
public record JsonColumn(
    int place,
    Kind kind,
    @Nullable String name,
    @Nullable String path,
    ColumnType type,
    Wrapper wrapper,
    boolean omitQuotes,
    Behavior onEmpty,
    int emptyDefault,
    Behavior onError,
    int errorDefault) {

  /** Which of the functions it is. */
  public enum Kind {
    ORDINALITY,
    VALUE,
    QUERY,
    EXISTS
  }

  /** Whether items become an array. */
  public enum Wrapper {
    NONE,
    CONDITIONAL,
    ALWAYS
  }

  /** What stands for nothing, or for an error. */
  public enum Behavior {
    NULL,
    ERROR,
    DEFAULT,
    EMPTY_ARRAY,
    EMPTY_OBJECT,
    TRUE,
    FALSE,
    UNKNOWN
  }
}
