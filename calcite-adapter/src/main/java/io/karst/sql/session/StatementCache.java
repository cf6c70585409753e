package io.karst.sql.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementCompiler;
import io.karst.sql.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Compiled statements of one database, shared by its sessions. An entry answers for the text, the
 * search path and the settings it was compiled under, as long as no definition changes. Bounded;
 * thread-safe.
 */
final class StatementCache {
  private static final int MAXIMUM_ENTRIES = 4096;
  private static final int LONGEST_TEXT = 16_384;

  private final StatementCompiler compiler;
  private final Cache<Key, Entry> entries =
      Caffeine.newBuilder().maximumSize(MAXIMUM_ENTRIES).executor(Runnable::run).build();

  StatementCache(StatementCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * The compiled form of a statement, or null if it has to be compiled.
   *
   * @param planSettings what else decides the plan: search path, time zone
   * @param version of the definitions now
   */
  @Nullable CompiledStatement find(String sql, String planSettings, long version) {
    Entry entry = entries.getIfPresent(new Key(sql, planSettings));
    return entry != null && entry.catalogVersion == version ? entry.statement : null;
  }

  /** Compiles a statement and keeps it if it can be used again. */
  CompiledStatement compile(String sql, String planSettings, StatementContext session) {
    long version = session.database().catalogVersion();
    CompiledStatement compiled = compiler.compile(sql, session);
    if (compiled.cacheable() && sql.length() <= LONGEST_TEXT) {
      entries.put(new Key(sql, planSettings), new Entry(compiled, version));
    }
    return compiled;
  }

  private record Key(String sql, String planSettings) {}

  private record Entry(CompiledStatement statement, long catalogVersion) {}
}
