package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code ALTER kind [IF EXISTS] name RENAME TO newName}; tables are renamed by {@link AlterTable}.
 *
 * @param kind VIEW, INDEX, SEQUENCE, DOMAIN or SCHEMA
 * @param ifExists no error if it does not exist
 * @param name the present name
 * @param newName the new name, one part
 */
public record RenameObject(
    ObjectKind kind, boolean ifExists, SqlIdentifier name, SqlIdentifier newName)
    implements KarstStatement {
  @Override
  public String tag() {
    return "ALTER " + kind;
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(tag());
    Clauses.keywordIf(writer, ifExists, "IF EXISTS");
    Clauses.node(writer, name);
    writer.keyword("RENAME TO");
    Clauses.node(writer, newName);
  }
}
