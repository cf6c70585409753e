package io.karst.storage.rocks;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.Locale;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns errors of RocksDB into Karst's. */
final class RocksErrors {
  private RocksErrors() {}

  static KarstException of(String action, RocksDBException cause) {
    return new KarstException(code(cause), action + ": " + cause.getMessage(), cause);
  }

  /** For a failed write of a batch: what the committer may believe. */
  static KarstException ofWrite(RocksDBException cause) {
    KarstException reason = of("cannot write", cause);
    boolean refused = reason.code() == ErrorCode.INTERNAL;
    boolean cutOff = reason.code() == ErrorCode.DISK_FULL && !mentions(cause, "sync");
    if (refused || cutOff) {
      return reason; // nothing, or no complete record, has reached the log
    }
    return new KarstException(
        ErrorCode.COMMIT_UNKNOWN,
        "it is not known whether the commit is stored: " + reason.getMessage(),
        reason);
  }

  private static ErrorCode code(RocksDBException cause) {
    Status status = cause.getStatus();
    if (status == null) {
      return ErrorCode.INTERNAL;
    }
    boolean full =
        status.getSubCode() == Status.SubCode.NoSpace || mentions(cause, "no space left");
    if (full) {
      return ErrorCode.DISK_FULL;
    }
    return switch (status.getCode()) {
      case Corruption -> ErrorCode.DATA_CORRUPTED;
      case IOError, TimedOut, TryAgain, Busy, Aborted -> ErrorCode.IO_ERROR;
      case NotSupported -> ErrorCode.FEATURE_NOT_SUPPORTED;
      default -> ErrorCode.INTERNAL;
    };
  }

  private static boolean mentions(RocksDBException cause, String text) {
    String message = cause.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains(text);
  }
}
