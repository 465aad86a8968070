// Talking to the stand-in. Every answer is JSON; a refusal is thrown with its own words.

export async function get(address) {
  return read(await fetch(address, { cache: "no-store" }));
}

export async function post(door, fields) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(`/simulator/${door}`, { method: "POST", headers, body: JSON.stringify(fields) }));
}

async function read(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || `The stand-in answered ${response.status}.`);
  return answer;
}

// Run what a form asks for and show under it why it was refused.
export async function attempt(form, deed) {
  const complaint = form.querySelector(".complaint");
  complaint.hidden = true;
  try {
    await deed();
    return true;
  } catch (error) {
    complaint.textContent = error.message;
    complaint.hidden = false;
    return false;
  }
}
