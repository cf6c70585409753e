package io.karst.sql.session;

import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.PointCompiler;
import io.karst.sql.query.QueryStatement;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementCompiler;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.template.TemplateLiteral;
import java.util.List;

/**
 * Compiles lookups by primary key itself; parser and planner are loaded with the first statement
 * that needs them.
 */
final class FrontCompiler implements StatementCompiler {

  /** Loaded late. */
  private static final class Planner {
    static final StatementCompiler INSTANCE = new SqlCompiler();
  }

  @Override
  public CompiledStatement compile(
      String sql, String template, List<TemplateLiteral> literals, StatementContext session) {
    CompiledQuery lookup = PointCompiler.compile(session, template, literals);
    return lookup != null
        ? new QueryStatement(lookup)
        : Planner.INSTANCE.compile(sql, template, literals, session);
  }
}
