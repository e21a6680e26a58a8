import { signOutAction } from "../../sessions/actions";

export function SignOut({ label }: { label: string }) {
  return (
    <form action={signOutAction} data-sign-out>
      <button type="submit" className="min-h-11 cursor-pointer px-2 text-green underline">
        {label}
      </button>
    </form>
  );
}
