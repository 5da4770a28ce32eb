/**
 * Texts, dates and languages: everything a person reads, in English, Korean and Chinese.
 */
@NullMarked
package org.durumi.ui.i18n;

import org.jspecify.annotations.NullMarked;
