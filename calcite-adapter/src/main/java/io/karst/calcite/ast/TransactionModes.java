package io.karst.calcite.ast;

import java.util.Locale;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * What BEGIN and SET TRANSACTION may say; null means not given.
 *
 * @param isolation or null
 * @param readOnly READ ONLY (true) or READ WRITE (false), or null
 */
public record TransactionModes(@Nullable IsolationLevel isolation, @Nullable Boolean readOnly) {

  /** Isolation levels as SQL names them. SNAPSHOT is accepted for REPEATABLE READ. */
  public enum IsolationLevel {
    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE
  }

  void unparse(SqlWriter writer) {
    if (isolation != null) {
      writer.keyword(
          "ISOLATION LEVEL " + isolation.name().replace('_', ' ').toUpperCase(Locale.ROOT));
    }
    if (readOnly != null) {
      if (isolation != null) {
        Clauses.comma(writer, false);
      }
      writer.keyword(readOnly ? "READ ONLY" : "READ WRITE");
    }
  }
}
