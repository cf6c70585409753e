package io.karst.sql.dml;

import io.karst.sql.query.ParameterTypes;
import io.karst.sql.statement.StatementContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the rows of an INSERT come from. Immutable; thread-safe. */
interface RowSource {

  /** Stands in a row where its VALUES say DEFAULT and other rows have a value. */
  Object DEFAULT = new Object();

  /** Per position of the table: whether rows have a value there (or {@link #DEFAULT}). */
  boolean[] given();

  /** Adds what is known of the statement's parameters. */
  void addParameters(ParameterTypes parameters);

  /** Hands over all rows in full width; positions not given are null. */
  void read(
      StatementContext context, @Nullable Object[] parameters, Consumer<@Nullable Object[]> rows);

  /** The plan for EXPLAIN. */
  List<String> explain();

  /** Whether it may give so many rows that bulk loading pays. */
  boolean isLarge();

  /** For each literal of the text that may become a parameter whether it did. */
  default boolean[] hoisted() {
    return new boolean[0];
  }
}
