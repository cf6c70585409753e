package io.karst.storage.tx;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What SQL has to say about rows that a referential action changes; the store itself evaluates no
 * expressions.
 */
public interface ReferentialRules {

  /** The default of a column that has one, or whose domain may have one. */
  @Nullable Object defaultOf(String collection, EntityTypeDescriptor type, ColumnDescriptor column);

  /**
   * Computes the generated columns of a full row and tests its CHECK constraints and domains.
   *
   * @throws io.karst.storage.base.KarstException CHECK_VIOLATION, NOT_NULL_VIOLATION
   */
  void complete(String collection, EntityTypeDescriptor type, @Nullable Object[] row);
}
