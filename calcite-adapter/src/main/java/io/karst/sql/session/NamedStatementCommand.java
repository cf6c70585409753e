package io.karst.sql.session;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.NamedStatement;
import io.karst.calcite.ast.NumberedParameter;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** PREPARE and DEALLOCATE. */
final class NamedStatementCommand implements CompiledStatement {
  private final NamedStatement statement;
  private final String sql;

  /**
   * Creates the command.
   *
   * @param sql the whole text, to which positions in the statement refer
   */
  NamedStatementCommand(NamedStatement statement, String sql) {
    this.statement = statement;
    this.sql = sql;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.UTILITY;
  }

  @Override
  public String commandTag() {
    return statement.tag();
  }

  @Override
  public List<ParameterInfo> parameters() {
    return List.of();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return null;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    KarstSession session = ((Execution) context).session();
    NamedStatements named = session.named();
    if (statement instanceof NamedStatement.Prepare prepare) {
      String name = Names.simple(prepare.name());
      named.requireFree(name);
      named.add(name, prepared(context, session, prepare));
    } else if (statement instanceof NamedStatement.Deallocate deallocate) {
      SqlIdentifier name = deallocate.name();
      if (name == null) {
        named.removeAll();
      } else {
        named.remove(Names.simple(name));
      }
    }
    return StatementResult.done(commandTag());
  }

  private NamedStatements.Named prepared(
      StatementContext context, KarstSession session, NamedStatement.Prepare prepare) {
    List<ColumnType> given = new ArrayList<>();
    prepare.types().forEach(type -> given.add(typeOf(DeclaredType.of(context, type).type())));
    List<@Nullable ColumnType> types = new ArrayList<>(given);
    int[] numbers = new int[prepare.parameters().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = prepare.parameters().get(i).number() - 1;
      while (types.size() <= numbers[i]) {
        types.add(null);
      }
    }
    PreparedSqlStatement statementWithMarks = session.prepare(text(prepare, given));
    List<ParameterInfo> found = statementWithMarks.parameters();
    for (int i = 0; i < numbers.length && i < found.size(); i++) {
      if (types.get(numbers[i]) == null) {
        types.set(numbers[i], found.get(i).type());
      }
    }
    return new NamedStatements.Named(statementWithMarks, numbers, types);
  }

  /** The statement with a mark for each of its parameters, cast to the type that was given. */
  private String text(NamedStatement.Prepare prepare, List<ColumnType> given) {
    StringBuilder text = new StringBuilder();
    int from = offset(prepare.start());
    for (NumberedParameter parameter : prepare.parameters()) {
      int begin = offset(parameter.pos());
      text.append(sql, from, begin);
      from = begin + 1;
      while (from < sql.length() && Character.isDigit(sql.charAt(from))) {
        from++;
      }
      boolean typed = parameter.number() <= given.size() && !parameter.isCount();
      text.append(typed ? cast(given.get(parameter.number() - 1)) : "?");
    }
    return text.append(sql, from, sql.length()).toString();
  }

  /** The type without length and scale: they do not bind parameters. */
  private static ColumnType typeOf(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL, VARCHAR -> ColumnType.of(type.kind());
      default -> type;
    };
  }

  private static String cast(ColumnType type) {
    return "CAST(? AS " + new ColumnTypeSpec(type, false, SqlParserPos.ZERO) + ")";
  }

  /** The offset in the text of a place whose line and column count from 1. */
  private int offset(SqlParserPos pos) {
    int offset = 0;
    for (int line = 1; line < pos.getLineNum(); line++) {
      while (sql.charAt(offset) != '\n' && sql.charAt(offset) != '\r') {
        offset++;
      }
      offset += sql.startsWith("\r\n", offset) ? 2 : 1;
    }
    return offset + pos.getColumnNum() - 1;
  }
}
