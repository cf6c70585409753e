package io.karst.storage.base;

/**
 * Every kind of error that Karst reports, with its SQLSTATE. The codes are PostgreSQL's, so that
 * tools and frameworks that know PostgreSQL classify our errors correctly.
 */
public enum ErrorCode {
  /** The statement does not parse. */
  SYNTAX_ERROR("42601"),
  /** No table or view of that name. */
  UNDEFINED_TABLE("42P01"),
  /** No column of that name. */
  UNDEFINED_COLUMN("42703"),
  /** No function or operator of that name takes these argument types. */
  UNDEFINED_FUNCTION("42883"),
  /** A table, view or index of that name exists. */
  DUPLICATE_TABLE("42P07"),
  /** A collection (schema) of that name exists. */
  DUPLICATE_SCHEMA("42P06"),
  /** No collection (schema) of that name. */
  INVALID_SCHEMA_NAME("3F000"),
  /** The same column is named twice. */
  DUPLICATE_COLUMN("42701"),
  /** A constraint or other object of that name exists. */
  DUPLICATE_OBJECT("42710"),
  /** No index, type, setting or other object of that name. */
  UNDEFINED_OBJECT("42704"),
  /** A value or expression has a type that does not fit its place. */
  DATATYPE_MISMATCH("42804"),
  CANNOT_COERCE("42846"),
  /** A table definition contradicts itself. */
  INVALID_TABLE_DEFINITION("42P16"),
  /** A generated column by an expression that may not be one. */
  INVALID_OBJECT_DEFINITION("42P17"),
  /** A foreign key names columns that are no key of the referenced table. */
  INVALID_FOREIGN_KEY("42830"),
  /** A column name fits more than one table in scope. */
  AMBIGUOUS_COLUMN("42702"),
  /** A column list that fits no unique constraint, or an ordinal that fits no column. */
  INVALID_COLUMN_REFERENCE("42P10"),
  /** A value for a column that is generated always. */
  GENERATED_ALWAYS("428C9"),
  /** A column is neither grouped nor aggregated. */
  GROUPING_ERROR("42803"),
  /** {@code $n} where nobody can give it a value. */
  UNDEFINED_PARAMETER("42P02"),
  /** A prepared statement of that name exists. */
  DUPLICATE_PREPARED_STATEMENT("42P05"),
  /** No prepared statement of that name. */
  INVALID_STATEMENT_NAME("26000"),
  /** The named object is of another kind than the statement needs. */
  WRONG_OBJECT_TYPE("42809"),
  /** Other objects depend on the one to be dropped. */
  DEPENDENT_OBJECTS("2BP01"),
  /** NULL for a column declared NOT NULL. */
  NOT_NULL_VIOLATION("23502"),
  /** A reference to a row that does not exist, or a referenced row removed. */
  FOREIGN_KEY_VIOLATION("23503"),
  /** A key value that exists already. */
  UNIQUE_VIOLATION("23505"),
  /** A row that the view it was written through does not show. */
  CHECK_OPTION_VIOLATION("44000"),
  /** The object is not in the state that the statement needs. */
  PREREQUISITE_STATE("55000"),
  /** A row that does not satisfy a CHECK constraint. */
  CHECK_VIOLATION("23514"),
  /** A change forbidden by ON DELETE or ON UPDATE RESTRICT. */
  /** Text that is no value of the type it is converted to. */
  INVALID_TEXT("22P02"),
  /** A number outside the range of its type; arithmetic overflow. */
  NUMERIC_OUT_OF_RANGE("22003"),
  /** NULL where a function takes none. */
  NULL_NOT_ALLOWED("22004"),
  /** Bytes that are no text in their encoding. */
  INVALID_ENCODING("22021"),
  /** A sequence has given its last value. */
  SEQUENCE_LIMIT("2200H"),
  /** Division by zero. */
  DIVISION_BY_ZERO("22012"),
  /** A string longer than its column allows. */
  STRING_TOO_LONG("22001"),
  /** Text that is no date, time or timestamp. */
  INVALID_DATETIME("22007"),
  /** A date or time outside the supported range. */
  DATETIME_OVERFLOW("22008"),
  /** A field of an interval outside of the supported range. */
  INTERVAL_OVERFLOW("22015"),
  /** A setting, option or argument with a value that is not allowed. */
  INVALID_PARAMETER("22023"),
  /** Values that do not fit together, e.g. vectors of different dimensions. */
  DATA_EXCEPTION("22000"),
  /** A substring of negative length. */
  SUBSTRING_ERROR("22011"),
  /** A LIKE pattern that ends with its escape character. */
  INVALID_ESCAPE("22025"),
  /** The logarithm of a number that is not positive. */
  INVALID_LOGARITHM("2201E"),
  /** A regular expression that is none. */
  INVALID_REGULAR_EXPRESSION("2201B"),
  /** width_bucket without buckets. */
  INVALID_WIDTH_BUCKET("2201G"),
  /** A root or power that is no real number. */
  INVALID_POWER("2201F"),
  /** A path that asks for a member which a JSON object lacks. */
  JSON_MEMBER_NOT_FOUND("2203A"),
  /** A path that needs a JSON array where none is. */
  JSON_ARRAY_NOT_FOUND("22039"),
  /** A path that needs a JSON object where none is. */
  JSON_OBJECT_NOT_FOUND("2203C"),
  /** A position outside of a JSON array. */
  INVALID_JSON_SUBSCRIPT("22033"),
  /** A path that computes with what is no number. */
  NON_NUMERIC_JSON("22036"),
  /** A path that finds none or several where one is needed. */
  SINGLE_JSON_REQUIRED("22038"),
  /** A path that finds several items where one is needed. */
  SEVERAL_JSON_ITEMS("22034"),
  /** A path that finds nothing, with ERROR ON EMPTY. */
  NO_JSON_ITEM("22035"),
  /** A path that finds an object or array where a scalar is needed. */
  JSON_SCALAR_REQUIRED("2203F"),
  /** Two members of a JSON object with one name. */
  DUPLICATE_JSON_KEY("22030"),
  /** A number of tiles below 1 for ntile. */
  INVALID_NTILE("22014"),
  /** A negative distance of a window frame. */
  INVALID_FRAME_OFFSET("22013"),
  /** A row number below 1 for nth_value. */
  INVALID_NTH_VALUE("22016"),
  /** A negative LIMIT. */
  INVALID_LIMIT("2201W"),
  /** A negative OFFSET. */
  INVALID_OFFSET("2201X"),
  /** Arrays whose dimensions do not match. */
  ARRAY_SUBSCRIPT_ERROR("2202E"),
  /** A table name given twice in FROM. */
  DUPLICATE_ALIAS("42712"),
  /** A window function where none is allowed, or a bad window. */
  WINDOWING_ERROR("42P20"),
  /** A line of a COPY file that cannot be read. */
  BAD_COPY_FORMAT("22P04"),
  /** A scalar sub-query with more than one row; a row changed twice by one ON CONFLICT. */
  CARDINALITY_VIOLATION("21000"),
  /** Valid, but not in this version; the message names the thing. */
  FEATURE_NOT_SUPPORTED("0A000"),
  /** A concurrent transaction won; the transaction may be retried as a whole. */
  SERIALIZATION_FAILURE("40001"),
  /** Transactions waited for each other; this one was chosen to fail. */
  DEADLOCK("40P01"),
  /** It is not known whether the commit took effect. */
  COMMIT_UNKNOWN("40003"),
  /** A row lock was not granted within the lock timeout. */
  LOCK_NOT_AVAILABLE("55P03"),
  /** The object or directory is in use by another session or process. */
  OBJECT_IN_USE("55006"),
  /** Cancelled by the user or by the statement timeout. */
  QUERY_CANCELED("57014"),
  /** An earlier statement of this transaction failed; only ROLLBACK is accepted. */
  IN_FAILED_TRANSACTION("25P02"),
  /** A write in a read-only transaction. */
  READ_ONLY_TRANSACTION("25006"),
  /** The statement is not allowed inside a transaction. */
  ACTIVE_TRANSACTION("25001"),
  /** The statement needs a transaction. */
  NO_ACTIVE_TRANSACTION("25P01"),
  /** No savepoint of that name. */
  INVALID_SAVEPOINT("3B001"),
  /** No space left on the device. */
  DISK_FULL("53100"),
  /** The statement needs more memory than it may use. */
  OUT_OF_MEMORY("53200"),
  /** A documented limit is exceeded; the message names it. */
  LIMIT_EXCEEDED("54000"),
  /** The directory is not a database of this version, or does not exist. */
  INVALID_DATABASE("3D000"),
  /** A file that a statement names does not exist. */
  UNDEFINED_FILE("58P01"),
  /** The operating system reported an I/O error. */
  IO_ERROR("58030"),
  /** Stored bytes contradict their format or each other. */
  DATA_CORRUPTED("XX001"),
  /** A defect of Karst. */
  INTERNAL("XX000"),
  /** The connection, database or transaction is closed. */
  CONNECTION_CLOSED("08003"),
  /** The database cannot be opened. */
  CANNOT_CONNECT("08001");

  private final String sqlState;

  ErrorCode(String sqlState) {
    this.sqlState = sqlState;
  }

  /** Returns the five-character SQLSTATE. */
  public String sqlState() {
    return sqlState;
  }

  /** Returns whether repeating the whole transaction may succeed (SQLSTATE class 40). */
  public boolean isRetryable() {
    return this == SERIALIZATION_FAILURE || this == DEADLOCK;
  }
}
