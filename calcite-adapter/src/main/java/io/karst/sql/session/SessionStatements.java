package io.karst.sql.session;

import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.template.TemplateLexer;
import org.jspecify.annotations.Nullable;

/** From texts to plans for one session, through the cache of the database. Not thread-safe. */
final class SessionStatements {
  private static final Object[] NO_PARAMETERS = new Object[0];

  private final KarstSession session;
  private final SharedDatabase shared;
  private final SearchPath searchPath;
  private final TemplateLexer lexer = new TemplateLexer();
  private final NamedStatements named = new NamedStatements();

  SessionStatements(KarstSession session, SharedDatabase shared, SearchPath searchPath) {
    this.session = session;
    this.shared = shared;
    this.searchPath = searchPath;
  }

  /**
   * A plan for a text without parameters.
   *
   * @param parameters the values of the literals that the plan takes as parameters
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Found(CompiledStatement statement, @Nullable Object[] parameters) {}

  /** The plan of a text and the literals it has to be run with. */
  Found find(String sql) {
    if (!lexer.scan(sql)) {
      return new Found(compile(sql), NO_PARAMETERS);
    }
    StatementCache cache = cache();
    String template = lexer.template();
    String settings = searchPath.planSettings();
    long version = session.database().catalogVersion();
    CompiledStatement known = cache.findTemplate(sql, lexer, template, settings, version);
    if (known == null) {
      known = compiled(context -> cache.compileTemplate(sql, lexer, template, settings, context));
    }
    return new Found(known, lexer.values());
  }

  /** The plan of a text that may have parameters. */
  CompiledStatement compile(String sql) {
    StatementCache cache = cache();
    String settings = searchPath.planSettings();
    CompiledStatement known = cache.find(sql, settings, session.database().catalogVersion());
    return known != null ? known : compiled(context -> cache.compile(sql, settings, context));
  }

  /** The cache of all sessions, or one for the definitions that the transaction has changed. */
  private StatementCache cache() {
    StatementCache own = session.transactions().ownStatements();
    return own == null ? shared.statements() : own;
  }

  /** What the session prepared by PREPARE. */
  NamedStatements named() {
    return named;
  }

  private interface Compilation {
    CompiledStatement run(Execution context);
  }

  private CompiledStatement compiled(Compilation compilation) {
    Execution context = new Execution(session, true);
    try {
      return compilation.run(context);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw StatementErrors.translate(e, context.cancellation());
    } finally {
      context.stop();
    }
  }
}
