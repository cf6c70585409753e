package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * One part of an index key.
 *
 * @param expression a column ({@link SqlIdentifier} of one part) or an expression
 * @param descending DESC was written
 * @param nullsFirst NULLS FIRST (true) or LAST (false); null: not given
 * @param operatorClass name of the operator class in lower case, e.g. vector_cosine_ops; or null
 */
public record IndexKey(
    SqlNode expression,
    boolean descending,
    @Nullable Boolean nullsFirst,
    @Nullable String operatorClass) {
  void unparse(SqlWriter writer) {
    if (expression instanceof SqlIdentifier) {
      Clauses.node(writer, expression);
    } else {
      Clauses.parenthesized(writer, expression);
    }
    if (operatorClass != null) {
      writer.identifier(operatorClass, true);
    }
    Clauses.keywordIf(writer, descending, "DESC");
    if (nullsFirst != null) {
      writer.keyword(nullsFirst ? "NULLS FIRST" : "NULLS LAST");
    }
  }
}
