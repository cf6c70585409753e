package io.karst.sql.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementCompiler;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.template.TemplateLexer;
import io.karst.sql.template.TemplateLiteral;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiled statements of one database, shared by its sessions. An entry answers for the text or the
 * template, the search path and the settings it was compiled under, as long as no definition
 * changes. Bounded; thread-safe.
 *
 * <p>The first text of a template decides which of its literals are parameters of the plan. If all
 * are, the template leads to the plan; if some are, template and values of the others do; if none
 * is, only the text itself does.
 */
final class StatementCache {
  private static final int MAXIMUM_ENTRIES = 4096;
  private static final int LONGEST_TEXT = 16_384;
  private static final char SEPARATOR = '\u0002';

  private final StatementCompiler compiler;
  private final Cache<Key, Entry> entries = cache();
  private final Cache<Key, Template> templates = cache();

  StatementCache(StatementCompiler compiler) {
    this.compiler = compiler;
  }

  private static <V> Cache<Key, V> cache() {
    return Caffeine.newBuilder().maximumSize(MAXIMUM_ENTRIES).executor(Runnable::run).build();
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
    CompiledStatement compiled = compiler.compile(sql, sql, List.of(), session);
    keep(sql, planSettings, compiled, version);
    return compiled;
  }

  private void keep(String sql, String planSettings, CompiledStatement compiled, long version) {
    if (compiled.cacheable() && sql.length() <= LONGEST_TEXT) {
      entries.put(new Key(sql, planSettings), new Entry(compiled, version));
    }
  }

  /**
   * The plan of a text that is a template, taking the values of the literals as parameters.
   *
   * @param lexer has read the text
   * @return null if it has to be compiled
   */
  @Nullable CompiledStatement findTemplate(
      String sql, TemplateLexer lexer, String template, String planSettings, long version) {
    Template known = templates.getIfPresent(new Key(template, planSettings));
    if (known == null || known.catalogVersion != version) {
      return null;
    }
    if (known.statement != null) {
      return known.statement;
    }
    String text = known.isUseless() ? sql : variant(template, lexer.values(), known.hoisted);
    return find(text, planSettings, version);
  }

  /** Compiles the first text of a template, or another one that its plan does not cover. */
  CompiledStatement compileTemplate(
      String sql,
      TemplateLexer lexer,
      String template,
      String planSettings,
      StatementContext session) {
    long version = session.database().catalogVersion();
    Key key = new Key(template, planSettings);
    Template known = templates.getIfPresent(key);
    boolean useless = known != null && known.catalogVersion == version && known.isUseless();
    List<TemplateLiteral> literals = useless ? List.of() : lexer.literals();
    CompiledStatement compiled = compiler.compile(sql, useless ? sql : template, literals, session);
    if (!compiled.cacheable()) {
      return compiled;
    }
    Template found = new Template(compiled, literals.isEmpty(), version);
    if (!useless) {
      templates.put(key, found);
    }
    if (found.isUseless()) {
      keep(sql, planSettings, compiled, version);
    } else if (found.statement == null) {
      keep(variant(template, lexer.values(), found.hoisted), planSettings, compiled, version);
    }
    return compiled;
  }

  /** A template with those literals that its plan holds. */
  private static String variant(String template, Object[] values, boolean[] hoisted) {
    StringBuilder text = new StringBuilder(template);
    for (int i = 0; i < values.length; i++) {
      if (!hoisted[i]) {
        text.append(SEPARATOR).append(values[i]);
      }
    }
    return text.toString();
  }

  private record Key(String sql, String planSettings) {
    /** Written out: the methods a record gets by itself cost the first statement 20 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && sql.equals(key.sql)
          && planSettings.equals(key.planSettings);
    }

    @Override
    public int hashCode() {
      return 31 * sql.hashCode() + planSettings.hashCode();
    }
  }

  private record Entry(CompiledStatement statement, long catalogVersion) {}

  /** What is known of a template. */
  private static final class Template {
    private final boolean[] hoisted;
    private final @Nullable CompiledStatement statement; // if it serves all texts
    private final boolean useless;
    private final long catalogVersion;

    Template(CompiledStatement compiled, boolean asText, long catalogVersion) {
      this.hoisted = asText ? new boolean[0] : compiled.hoisted();
      this.catalogVersion = catalogVersion;
      int count = 0;
      for (boolean one : hoisted) {
        count += one ? 1 : 0;
      }
      this.useless = count == 0;
      this.statement = !useless && count == hoisted.length ? compiled : null;
    }

    boolean isUseless() {
      return useless;
    }
  }
}
