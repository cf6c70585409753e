package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Statements that a session keeps under a name. */
public sealed interface NamedStatement extends KarstStatement {

  /**
   * {@code PREPARE name [(types)] AS statement}.
   *
   * @param types of {@code $1}, {@code $2} and so on, as far as given
   * @param start where the statement begins in the text
   * @param parameters of the statement, in the order of the text
   */
  record Prepare(
      SqlIdentifier name,
      List<SqlDataTypeSpec> types,
      SqlNode statement,
      SqlParserPos start,
      List<NumberedParameter> parameters)
      implements NamedStatement {
    public Prepare {
      types = List.copyOf(types);
      parameters = List.copyOf(parameters);
    }

    @Override
    public String tag() {
      return "PREPARE";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("PREPARE");
      Clauses.node(writer, name);
      if (!types.isEmpty()) {
        Clauses.parenthesized(writer, types);
      }
      writer.keyword("AS");
      Clauses.query(writer, statement);
    }
  }

  /** {@code EXECUTE name [(arguments)]}. */
  record Execute(SqlIdentifier name, List<SqlNode> arguments) implements NamedStatement {
    public Execute {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String tag() {
      return "EXECUTE";
    }

    @Override
    public List<SqlNode> operands() {
      return arguments;
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("EXECUTE");
      Clauses.node(writer, name);
      if (!arguments.isEmpty()) {
        Clauses.parenthesized(writer, arguments);
      }
    }
  }

  /**
   * {@code DEALLOCATE [PREPARE] {name | ALL}}.
   *
   * @param name null: all
   */
  record Deallocate(@Nullable SqlIdentifier name) implements NamedStatement {
    @Override
    public String tag() {
      return name == null ? "DEALLOCATE ALL" : "DEALLOCATE";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("DEALLOCATE");
      if (name == null) {
        writer.keyword("ALL");
      } else {
        Clauses.node(writer, name);
      }
    }
  }
}
