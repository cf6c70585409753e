package io.karst.sql.statement;

/** Turns the text of one statement into something that runs. Thread-safe. */
public interface StatementCompiler {

  /**
   * Compiles a statement for the session's schema path and settings.
   *
   * @throws io.karst.storage.base.KarstException 42xxx, 0A000
   */
  CompiledStatement compile(String sql, StatementContext session);
}
