/**
 * The engine in memory: immutable sorted maps behind the transaction layer of {@code engine.local}.
 * Serves {@code jdbc:karst:mem:} and is the model that tests compare the persistent engine with.
 */
@NullMarked
package io.karst.storage.memory;

import org.jspecify.annotations.NullMarked;
