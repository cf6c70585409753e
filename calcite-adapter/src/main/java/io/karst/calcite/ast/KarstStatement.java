package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * One statement that is not a plain Calcite query: definitions, changes, transactions, settings.
 */
public sealed interface KarstStatement
    permits AlterDomain,
        AlterSequence,
        AlterTable,
        CommentOn,
        Copy,
        CreateDomain,
        CreateIndex,
        CreateSchema,
        CreateSequence,
        CreateTable,
        CreateTableAs,
        CreateView,
        Delete,
        DropObjects,
        Explain,
        Insert,
        LockingQuery,
        MaintenanceStatement,
        Merge,
        NamedStatement,
        RenameObject,
        SettingStatement,
        TransactionStatement,
        Truncate,
        Update,
        WithChanges {

  /** Returns the command tag as PostgreSQL reports it, e.g. {@code CREATE TABLE}. */
  String tag();

  /** Writes the statement as SQL. */
  void unparse(SqlWriter writer);

  /** Returns the queries and expressions inside, for visitors that look for parameters. */
  default List<SqlNode> operands() {
    return List.of();
  }
}
