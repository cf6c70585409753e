package io.karst.sql.statement;

import io.karst.sql.template.TemplateLiteral;
import java.util.List;

/** Turns the text of one statement into something that runs. Thread-safe. */
public interface StatementCompiler {

  /**
   * Compiles a statement for the session's schema path and settings.
   *
   * @param template the text with marks for its literals; the text itself if there are none
   * @param literals of the text that may become parameters, numbered from 0
   * @throws io.karst.storage.base.KarstException 42xxx, 0A000
   */
  CompiledStatement compile(
      String sql, String template, List<TemplateLiteral> literals, StatementContext session);
}
