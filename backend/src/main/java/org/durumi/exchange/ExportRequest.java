package org.durumi.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.access.Approval;
import org.durumi.cases.CaseListRow;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a list that is to leave Durumi, opened.
 *
 * @param text what was sealed
 * @param comment of whoever answered
 */
public record ExportRequest(Approval approval, Text text, @Nullable String comment) {

	/**
	 * What is kept sealed.
	 *
	 * @param cases how many there were when it was asked
	 * @param ids which; none in a request from before they were kept
	 */
	record Text(String purpose, int cases, Set<UUID> ids) {

		Text {
			ids = Set.copyOf(Objects.requireNonNullElse(ids, Set.of()));
		}

		static Text of(String purpose, Collection<CaseId> cases) {
			return new Text(purpose, cases.size(), cases.stream().map(CaseId::value).collect(Collectors.toSet()));
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** What it is for. */
	public String purpose() {
		return this.text.purpose();
	}

	/** How many cases there were when it was asked. */
	public int cases() {
		return this.text.cases();
	}

	/** Whether the list can be fetched; not by a request that does not say which. */
	public boolean permitsAt(Instant now) {
		return saysWhich() && this.approval.permitsAt(now);
	}

	/** Whether the list can be fetched, or can be once somebody agrees. */
	public boolean isUnderWayAt(Instant now) {
		return saysWhich() && (this.approval.isOpenAt(now) || this.approval.permitsAt(now));
	}

	private boolean saysWhich() {
		return !this.text.ids().isEmpty();
	}

	/** Whether it is about this case, which is still of the team that answered for it. */
	boolean covers(CaseListRow row) {
		return this.text.ids().contains(row.id().value())
				&& this.approval.about().equals(new Approval.About.AList(row.team()));
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
