package io.karst.sql.session;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlStatement;
import io.karst.sql.statement.CompiledStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that one session prepared; planned again when definitions have changed. */
final class PreparedSqlStatement implements SqlStatement {
  private final KarstSession session;
  private final String sql;
  private CompiledStatement compiled;
  private long validFor;

  PreparedSqlStatement(
      KarstSession session, String sql, long validFor, CompiledStatement compiled) {
    this.session = session;
    this.sql = sql;
    this.compiled = compiled;
    this.validFor = validFor;
  }

  /** The plan for the present definitions and settings. */
  CompiledStatement current() {
    long version = session.planVersion();
    if (version != validFor) {
      compiled = session.compile(sql);
      validFor = version;
    }
    return compiled;
  }

  boolean belongsTo(KarstSession other) {
    return session == other;
  }

  @Override
  public List<ParameterInfo> parameters() {
    return compiled.parameters();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return compiled.columns();
  }

  @Override
  public boolean isQuery() {
    return compiled.isQuery();
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public void close() {
    // Plans belong to the cache of the database; nothing is held here.
  }
}
