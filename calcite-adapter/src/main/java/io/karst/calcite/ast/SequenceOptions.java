package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * The options of a sequence; null means not given.
 *
 * @param type AS type
 * @param start START [WITH]
 * @param increment INCREMENT [BY]
 * @param minimum MINVALUE; see {@code noMinimum}
 * @param maximum MAXVALUE; see {@code noMaximum}
 * @param noMinimum NO MINVALUE: the type's default
 * @param noMaximum NO MAXVALUE: the type's default
 * @param cache CACHE
 * @param cycle CYCLE (true) or NO CYCLE (false)
 * @param restart RESTART was given (ALTER only)
 * @param restartWith RESTART WITH value; null restarts at the start value
 * @param ownedBy OWNED BY table.column; the identifier {@code none} stands for OWNED BY NONE
 */
public record SequenceOptions(
    @Nullable SqlDataTypeSpec type,
    @Nullable Long start,
    @Nullable Long increment,
    @Nullable Long minimum,
    @Nullable Long maximum,
    boolean noMinimum,
    boolean noMaximum,
    @Nullable Long cache,
    @Nullable Boolean cycle,
    boolean restart,
    @Nullable Long restartWith,
    @Nullable SqlIdentifier ownedBy) {

  /** No option given. */
  public static final SequenceOptions NONE = new SequenceOptionsBuilder().build();

  /** Returns whether no option is given. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  void unparse(SqlWriter writer) {
    Clauses.optional(writer, "AS", type);
    number(writer, "START WITH", start);
    number(writer, "INCREMENT BY", increment);
    number(writer, "MINVALUE", minimum);
    number(writer, "MAXVALUE", maximum);
    Clauses.keywordIf(writer, noMinimum, "NO MINVALUE");
    Clauses.keywordIf(writer, noMaximum, "NO MAXVALUE");
    number(writer, "CACHE", cache);
    if (cycle != null) {
      writer.keyword(cycle ? "CYCLE" : "NO CYCLE");
    }
    Clauses.keywordIf(writer, restart, "RESTART");
    number(writer, "WITH", restartWith);
    Clauses.optional(writer, "OWNED BY", ownedBy);
  }

  private static void number(SqlWriter writer, String keyword, @Nullable Long value) {
    if (value != null) {
      writer.keyword(keyword);
      Clauses.number(writer, value);
    }
  }
}
