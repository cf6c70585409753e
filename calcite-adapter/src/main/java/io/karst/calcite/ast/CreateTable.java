package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code CREATE [TEMPORARY] TABLE [IF NOT EXISTS] name (...) [WITH (options)]}.
 *
 * @param name one part, or two with the schema
 * @param temporary TEMPORARY was written
 * @param onCommit what commits do to a temporary table
 * @param ifNotExists no error if it exists
 * @param columns in order
 * @param constraints written beside the columns; more are in the columns
 * @param likes LIKE clauses, in order
 * @param options of WITH (...)
 */
public record CreateTable(
    SqlIdentifier name,
    boolean temporary,
    OnCommit onCommit,
    boolean ifNotExists,
    List<ColumnDefinition> columns,
    List<TableConstraint> constraints,
    List<LikeClause> likes,
    List<Option> options)
    implements KarstStatement {
  public CreateTable {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    likes = List.copyOf(likes);
    options = List.copyOf(options);
  }

  @Override
  public String tag() {
    return "CREATE TABLE";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(temporary ? "CREATE TEMPORARY TABLE" : "CREATE TABLE");
    Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Clauses.node(writer, name);
    SqlWriter.Frame frame = writer.startList("(", ")");
    boolean first = true;
    for (LikeClause like : likes) {
      Clauses.comma(writer, first);
      first = false;
      like.unparse(writer);
    }
    for (ColumnDefinition column : columns) {
      Clauses.comma(writer, first);
      first = false;
      column.unparse(writer);
    }
    for (TableConstraint constraint : constraints) {
      Clauses.comma(writer, first);
      first = false;
      constraint.unparse(writer);
    }
    writer.endList(frame);
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      Clauses.options(writer, options);
    }
    Clauses.keywordIf(writer, onCommit != OnCommit.PRESERVE_ROWS, onCommit.clause());
  }
}
