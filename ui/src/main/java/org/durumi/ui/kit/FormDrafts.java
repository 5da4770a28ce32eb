package org.durumi.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import org.durumi.drafts.Drafts;
import org.jspecify.annotations.Nullable;

/**
 * The forms of one page whose drafts are kept, so that all can be kept at once before the
 * page is left.
 */
public final class FormDrafts {

	private final List<DraftKeeper> keepers = new ArrayList<>();

	private @Nullable Drafts store;

	private FormDrafts() {
	}

	public static FormDrafts of(UI page) {
		FormDrafts drafts = ComponentUtil.getData(page, FormDrafts.class);
		if (drafts == null) {
			drafts = new FormDrafts();
			ComponentUtil.setData(page, FormDrafts.class, drafts);
		}
		return drafts;
	}

	/** Where this page's drafts are kept; without it none are. */
	public void in(Drafts store) {
		this.store = store;
	}

	/** Keeps what was typed, now and not in a few seconds. */
	public void keepAll() {
		List.copyOf(this.keepers).forEach(DraftKeeper::isKeptNow);
	}

	Optional<Drafts> store() {
		return Optional.ofNullable(this.store);
	}

	void add(DraftKeeper keeper) {
		this.keepers.add(keeper);
	}

	void remove(DraftKeeper keeper) {
		this.keepers.remove(keeper);
	}

}
