package io.karst.sql.statement;

/** What a statement needs of the session around it. */
public enum StatementKind {
  /** Reads rows in a transaction and streams them. */
  QUERY,
  /** Changes rows in a transaction; refused by read-only ones. */
  MODIFY,
  /** Changes definitions in a transaction; refused by read-only ones. */
  DEFINITION,
  /** Needs no transaction: SET, SHOW. */
  UTILITY,
  /** Begins or ends transactions and savepoints. */
  TRANSACTION
}
