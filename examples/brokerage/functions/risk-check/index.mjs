const LARGE_ORDER = 100_000;

/** Decides whether an order may be placed, and whether the desk has to approve it first. */
export async function handler(order) {
  const amount = order.quantity * order.limitPrice;
  return { allowed: amount > 0 && amount <= order.buyingPower, large: amount > LARGE_ORDER };
}
