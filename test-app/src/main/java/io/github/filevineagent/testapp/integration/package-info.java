/**
 * A plain Filevine integration: it lists, reads, writes, uploads, downloads and polls, and knows nothing else.
 *
 * <p>It imports nothing from the rest of this module, and there is no word about who may do what in it: that is the
 * agent's business.
 */
@NullMarked
package io.github.filevineagent.testapp.integration;

import org.jspecify.annotations.NullMarked;
