package io.karst.storage.engine;

/**
 * What an engine promises.
 *
 * @param persistent content survives close
 * @param distributed other processes may write the same data
 * @param bulkIngest bulk loads bypass the write path
 * @param maxKeyBytes longest key
 * @param maxValueBytes longest value
 */
public record Capabilities(
    boolean persistent,
    boolean distributed,
    boolean bulkIngest,
    int maxKeyBytes,
    int maxValueBytes) {}
