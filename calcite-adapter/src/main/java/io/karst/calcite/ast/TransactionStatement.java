package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/** Begin and end of transactions, and savepoints. */
public sealed interface TransactionStatement extends KarstStatement {

  /** {@code BEGIN} or {@code START TRANSACTION}. */
  record Begin(TransactionModes modes) implements TransactionStatement {
    @Override
    public String tag() {
      return "BEGIN";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("BEGIN");
      modes.unparse(writer);
    }
  }

  /** {@code COMMIT} or {@code END}. */
  record Commit() implements TransactionStatement {
    @Override
    public String tag() {
      return "COMMIT";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("COMMIT");
    }
  }

  /** {@code ROLLBACK} or {@code ABORT}. */
  record Rollback() implements TransactionStatement {
    @Override
    public String tag() {
      return "ROLLBACK";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ROLLBACK");
    }
  }

  /** {@code SAVEPOINT name}. */
  record Savepoint(SqlIdentifier name) implements TransactionStatement {
    @Override
    public String tag() {
      return "SAVEPOINT";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("SAVEPOINT");
      Clauses.node(writer, name);
    }
  }

  /** {@code RELEASE [SAVEPOINT] name}. */
  record ReleaseSavepoint(SqlIdentifier name) implements TransactionStatement {
    @Override
    public String tag() {
      return "RELEASE";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RELEASE SAVEPOINT");
      Clauses.node(writer, name);
    }
  }

  /** {@code ROLLBACK TO [SAVEPOINT] name}. */
  record RollbackTo(SqlIdentifier name) implements TransactionStatement {
    @Override
    public String tag() {
      return "ROLLBACK";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ROLLBACK TO SAVEPOINT");
      Clauses.node(writer, name);
    }
  }

  /**
   * {@code SET TRANSACTION ...}, or {@code SET SESSION CHARACTERISTICS AS TRANSACTION ...}.
   *
   * @param session for all following transactions; otherwise for the present one
   */
  record SetTransaction(boolean session, TransactionModes modes) implements TransactionStatement {
    @Override
    public String tag() {
      return "SET";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword(session ? "SET SESSION CHARACTERISTICS AS TRANSACTION" : "SET TRANSACTION");
      modes.unparse(writer);
    }
  }

  /**
   * {@code SET CONSTRAINTS {ALL | names} {DEFERRED | IMMEDIATE}}.
   *
   * @param names empty: all
   */
  record SetConstraints(List<SqlIdentifier> names, boolean deferred)
      implements TransactionStatement {
    public SetConstraints {
      names = List.copyOf(names);
    }

    @Override
    public String tag() {
      return "SET CONSTRAINTS";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("SET CONSTRAINTS");
      if (names.isEmpty()) {
        writer.keyword("ALL");
      } else {
        Clauses.list(writer, names);
      }
      writer.keyword(deferred ? "DEFERRED" : "IMMEDIATE");
    }
  }
}
