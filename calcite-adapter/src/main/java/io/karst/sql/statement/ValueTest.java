package io.karst.sql.statement;

import org.jspecify.annotations.Nullable;

/** What the values of a domain satisfy. */
@FunctionalInterface
public interface ValueTest {

  /**
   * Tests one value.
   *
   * @param value of the domain's base type, as storage has it
   * @throws io.karst.storage.base.KarstException 23502, 23514
   */
  void require(StatementContext context, @Nullable Object value);
}
